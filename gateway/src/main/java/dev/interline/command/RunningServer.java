package dev.interline.command;

import dev.interline.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API of a server as a command calls it: blocking, on the calling thread. An interrupt of that thread gives the
 * request up. What goes wrong is a {@link CommandFailure}.
 */
final class RunningServer implements AutoCloseable {
    private final URI base;
    private final Optional<Secret> key;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    /** The server at a URL that may end with {@code /api/v1}, as base URLs of clients do. */
    RunningServer(URI url, Optional<Secret> key) {
        var text = url.toString().replaceFirst("/+$", "");
        this.base = URI.create(text.endsWith("/v1") ? text : text + "/api/v1");
        this.key = key;
    }

    JsonNode get(String path) throws InterruptedException {
        var answer = send(request(path).timeout(Duration.ofSeconds(30)).GET());
        return json(text(answer));
    }

    /** The answer, whose body the caller reads and closes. */
    HttpResponse<InputStream> post(String path, JsonNode body) throws InterruptedException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body))));
    }

    /** The same for a path beside the API's base. */
    HttpResponse<InputStream> postBeside(String path, JsonNode body) throws InterruptedException {
        URI root = URI.create(base.toString().replaceFirst("(/api)?/v1$", ""));
        return send(request(root, path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body))));
    }

    String text(HttpResponse<InputStream> answer) throws InterruptedException {
        try (var body = answer.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** The failure that a connection makes which breaks in the middle of an answer. */
    CommandFailure broken(IOException cause) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return CommandFailure.failed("the answer broke off (" + reason(cause) + ")", base.toString(), "try again");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return request(base, path);
    }

    private HttpRequest.Builder request(URI at, String path) {
        var request = HttpRequest.newBuilder(URI.create(at + path));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws InterruptedException {
        HttpResponse<InputStream> answer;
        try {
            answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw CommandFailure.failed("no server answers", base.toString(),
                    "start one with 'interline serve' or name another with --url");
        } catch (IOException e) {
            throw CommandFailure.failed("the request failed (" + reason(e) + ")", base.toString(),
                    "see whether it is an Interline server");
        }
        if (answer.statusCode() >= 300) {
            throw refused(answer.statusCode(), text(answer));
        }
        return answer;
    }

    private CommandFailure refused(int status, String body) {
        return CommandFailure.failed(status + " " + message(body), base.toString(), switch (status) {
            case 401 -> "give a key with --key or INTERLINE_API_KEY";
            case 402 -> "add credits to the account";
            case 404 -> "see 'interline models'";
            case 429, 503 -> "try again later";
            default -> "change the request or see the server's log";
        });
    }

    /** What an error body says; the body's beginning when it is not one of ours. */
    private static String message(String body) {
        try {
            var said = JsonMapper.shared().readTree(body)
                    .at(body.startsWith("{\"error\":{\"error\"") ? "/error/error/message" : "/error/message")
                    .asString("");
            if (!said.isEmpty()) {
                return said;
            }
        } catch (JacksonException e) {
            // Not JSON: a proxy's page, say.
        }
        return body.isBlank() ? "without an explanation" : body.strip().lines().findFirst().orElse("").strip();
    }

    private JsonNode json(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw CommandFailure.failed("the answer is not JSON", base.toString(),
                    "see whether it is an Interline server");
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : String.valueOf(e.getMessage());
    }
}
