package dev.interline.door;

import dev.interline.catalog.api.Document;
import dev.interline.catalog.api.Lazy;
import dev.interline.openapi.Description;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The description of this server, as a document and as a page. The page is Swagger UI, which comes with this program: it may
 * load nothing from elsewhere. What is served is made when somebody first asks for it, which blocks.
 */
final class ReferencePages {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String FOLDER = "reference/";
    private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/";
    private static final String LIBRARY_FACTS = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final Map<String, Document> FILES = new ConcurrentHashMap<>();
    private static final Lazy<Api> API = new Lazy<>(Api::read);

    /** The description as it is served, and where the page has what. */
    private record Api(Document document, Map<String, String> places) {
        static Api read() {
            var description = Description.load();
            return new Api(new Document(description.bytes(), Document.JSON), description.places());
        }
    }

    /** What there is; what is not here is not served. */
    enum Page {
        DOCUMENT(Description.NAME), PAGE("docs"), FILE("docs/{file}"), PLACE("docs/api-reference/{page}");

        private final String pattern;

        Page(String pattern) {
            this.pattern = pattern;
        }

        String pattern() {
            return pattern;
        }

        static Optional<Page> at(List<String> segments) {
            return switch (segments.size()) {
                case 1 -> Arrays.stream(values()).filter(page -> page.pattern.equals(segments.getFirst())).findFirst();
                case 2 -> segments.getFirst().equals("docs") ? Optional.of(FILE) : Optional.empty();
                case 3 -> segments.subList(0, 2).equals(List.of("docs", "api-reference"))
                        ? Optional.of(PLACE) : Optional.empty();
                default -> Optional.empty();
            };
        }
    }

    /** The files of which the page is made, each with its type; those of the library are named as there. */
    private static final Map<String, String> TYPES = Map.of("page.css", "text/css; charset=utf-8", "page.js",
            "text/javascript; charset=utf-8", "icon.svg", "image/svg+xml", "swagger-ui.css", "text/css; charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8");

    private ReferencePages() {}

    /** Names of the files of which the page is made. */
    static List<String> files() {
        return TYPES.keySet().stream().sorted().toList();
    }

    /** What is at a path; nothing if there is no such file or operation. Blocks. */
    static Optional<Reply> answer(Page page, List<String> path, Visit visit) {
        String last = path.getLast();
        return switch (page) {
            case DOCUMENT -> Optional.of(CatalogPages.document(visit, API.get().document()));
            case PAGE -> Optional.of(CatalogPages.document(visit, kept("page.html", "text/html; charset=utf-8"))
                    .with(Map.of("content-security-policy", POLICY, "referrer-policy", "no-referrer",
                            "x-content-type-options", "nosniff")));
            case FILE -> last.isEmpty() ? Optional.of(elsewhere("../docs")) : file(last, visit);
            case PLACE -> Optional.ofNullable(API.get().places().get(last))
                    .map(place -> elsewhere("../../docs#" + place));
        };
    }

    private static Optional<Reply> file(String name, Visit visit) {
        return Optional.ofNullable(TYPES.get(name)).map(type -> CatalogPages.document(visit, kept(name, type))
                .with(Map.of("x-content-type-options", "nosniff")));
    }

    private static Reply elsewhere(String where) {
        return new Reply(302, "text/plain; charset=utf-8", Map.of("location", where), new byte[0]);
    }

    private static Document kept(String name, String type) {
        return FILES.computeIfAbsent(name, _ -> new Document(read(name), type));
    }

    private static byte[] read(String name) {
        String where = name.startsWith("swagger-ui") ? LIBRARY + libraryVersion() + "/" + name : FOLDER + name;
        return bytes(where);
    }

    /** The library's files lie in a folder of its version. */
    private static String libraryVersion() {
        try (InputStream in = Objects.requireNonNull(ReferencePages.class.getResourceAsStream(LIBRARY_FACTS))) {
            var facts = new Properties();
            facts.load(in);
            return facts.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String where) {
        try (InputStream in = Objects.requireNonNull(ReferencePages.class.getResourceAsStream(where), where)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
