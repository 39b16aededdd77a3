package dev.interline.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.exchange.Money;
import dev.interline.ledger.Level;
import dev.interline.ledger.Limit;
import dev.interline.ledger.Limit.Scope;
import dev.interline.ledger.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private final List<Alert> told = new ArrayList<>();
    private List<Level> levels = List.of();
    private final Alerts alerts = new Alerts(() -> levels, () -> List.of(new BigDecimal("0.8"), BigDecimal.ONE),
            told::add);

    @AfterEach
    void close() {
        alerts.close();
    }

    private void spent(long nanos, long limit, long since) {
        levels = List.of(new Level("hash", "acc_1", new Limit(Scope.KEY, Period.DAY, new Money(limit), false),
                new Money(nanos), since));
        alerts.look();
    }

    private List<String> shares() {
        var shares = told.stream().map(alert -> alert.share().toPlainString()).toList();
        told.clear();
        return shares;
    }

    @Test
    void tellsEachShareOnceAPeriod() {
        spent(0, 100, 1);
        spent(79, 100, 1);
        assertThat(shares()).isEmpty();
        spent(80, 100, 1);
        spent(90, 100, 1);
        assertThat(shares()).containsExactly("0.8");
        spent(100, 100, 1);
        spent(130, 100, 1);
        assertThat(shares()).containsExactly("1");
        spent(0, 100, 2);
        assertThat(shares()).isEmpty();
        spent(85, 100, 2);
        assertThat(shares()).containsExactly("0.8");
        spent(85, 100, 3);
        assertThat(shares()).containsExactly("0.8");
    }

    @Test
    void tellsAgainAfterALimitWasRaisedAndReached() {
        spent(0, 100, 1);
        spent(80, 100, 1);
        spent(80, 200, 1);
        assertThat(shares()).containsExactly("0.8");
        spent(200, 200, 1);
        assertThat(shares()).containsExactly("1");
    }

    @Test
    void tellsNothingOfWhatWasReachedBeforeItLooked() {
        spent(85, 100, 1);
        spent(90, 100, 1);
        assertThat(shares()).isEmpty();
        spent(100, 100, 1);
        assertThat(shares()).containsExactly("1");
    }

    @Test
    void goesOnAfterWhatItCouldNotTell() {
        var failing = new Alerts(() -> levels, () -> List.of(BigDecimal.ONE), alert -> {
            told.add(alert);
            throw new IllegalStateException("nobody listens");
        });
        levels = List.of();
        failing.look();
        levels = List.of(new Level("hash", "acc_1", new Limit(Scope.KEY, Period.DAY, new Money(1), false),
                new Money(1), 1));
        assertThatThrownBy(failing::look).isInstanceOf(IllegalStateException.class);
        failing.look();
        assertThat(shares()).containsExactly("1");
        failing.close();
    }

    @Test
    void tellsNothingOfALimitOfNothing() {
        spent(0, 0, 1);
        spent(0, 0, 1);
        assertThat(shares()).isEmpty();
    }
}
