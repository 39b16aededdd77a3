package dev.interline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private static Accounts withFee(String fee) {
        return Config.of("accounts: {byok-fee: " + fee + "}").accounts();
    }

    @Test
    void takeNoFeeUnlessTheyAreTold() {
        assertThat(Config.defaults().accounts().byokFeeMillionths()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.05,50000", "0.000001,1", "1,1000000", "0.0500000000,50000"})
    void takeAShareOfTheProvidersPrice(String fee, int millionths) {
        assertThat(withFee(fee).byokFeeMillionths()).isEqualTo(millionths);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1.01", "0.0000001", "5%"})
    void refuseWhatIsNoShare(String fee) {
        assertThatThrownBy(() -> withFee(fee)).hasMessageContaining("accounts.byok-fee");
    }
}
