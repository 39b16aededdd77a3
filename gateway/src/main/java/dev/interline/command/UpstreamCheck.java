package dev.interline.command;

import dev.interline.exchange.Vendor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks upstreams for their models, all at the same time: whether they answer, and whether they know our keys. */
final class UpstreamCheck implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * What one upstream answered.
     *
     * @param date its clock, when it told
     */
    record Answer(Finding finding, Optional<Instant> date) {}

    List<Answer> all(List<Vendor> vendors) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(vendors.stream().<Callable<Answer>>map(vendor -> () -> ask(vendor)).toList())
                    .stream().map(UpstreamCheck::result).toList();
        }
    }

    /** Whether a server at this address says that it is well. */
    Finding health(URI url) throws InterruptedException {
        try {
            int status = status(HttpRequest.newBuilder(URI.create(url + "/health"))).statusCode();
            return status == 200 ? Finding.ok("server", url + " is running")
                    : Finding.fail("server", url + "/health answers " + status + "; see its log");
        } catch (ConnectException e) {
            return Finding.ok("server", "none is running at " + url);
        } catch (IOException e) {
            return Finding.warn("server", url + " does not answer as expected (" + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static Answer result(Future<Answer> done) {
        try {
            return done.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer ask(Vendor vendor) throws InterruptedException {
        var check = "provider " + vendor.slug();
        var url = vendor.baseUrl().map(base -> base + "/models").orElse("");
        try {
            var request = HttpRequest.newBuilder(URI.create(url));
            if (vendor.dialect().equals("anthropic")) {
                request.setHeader("anthropic-version", "2023-06-01"); // unless the next lines know better
            }
            vendor.quirks().headers().forEach(request::setHeader);
            vendor.headers().forEach(request::setHeader);
            vendor.credential().ifPresent(secret -> request.setHeader(secret.header(), secret.value()));
            var answer = status(request);
            return new Answer(verdict(check, url, answer.statusCode()), date(answer));
        } catch (IOException | IllegalArgumentException e) {
            // The message of an illegal header holds its value.
            var reason = e instanceof IOException && e.getMessage() != null ? ": " + e.getMessage() : "";
            return new Answer(Finding.fail(check, url + " cannot be reached (" + e.getClass().getSimpleName() + reason
                    + "); see the address and the network"), Optional.empty());
        }
    }

    private static Finding verdict(String check, String url, int status) {
        return switch (status) {
            case 200 -> Finding.ok(check, url + " answers");
            case 401, 403 -> Finding.fail(check, url + " refuses the credentials (" + status + "); see its key");
            case 404, 405 -> Finding.warn(check, url + " is reached but lists no models (" + status + ")");
            default -> Finding.warn(check, url + " answers " + status);
        };
    }

    private HttpResponse<?> status(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.timeout(PATIENCE).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer;
    }

    private static Optional<Instant> date(HttpResponse<?> answer) {
        try {
            return answer.headers().firstValue("date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
