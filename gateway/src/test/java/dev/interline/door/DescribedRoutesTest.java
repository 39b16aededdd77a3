package dev.interline.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.admin.ControlPlane;
import dev.interline.openapi.Description;
import dev.interline.store.DataFolder;
import dev.interline.store.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the tables of routes have is what the description has, by method and path. Who adds a route describes it, in
 * {@code src/main/resources/dev/interline/openapi}.
 */
class DescribedRoutesTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final JsonNode DOCUMENT = JsonMapper.shared().readTree(Description.load().bytes());

    @TempDir
    Path folder;

    @Test
    void areTheRoutes() {
        assertThat(described()).isEqualTo(routes());
    }

    @Test
    void namesTheFilesThatThereAre() {
        assertThat(values("/connectors/openrouter/{file}")).containsExactlyInAnyOrderElementsOf(Connector.fileNames());
        assertThat(values("/docs/{file}")).containsExactlyInAnyOrderElementsOf(ReferencePages.files());
    }

    private static Set<String> described() {
        var operations = new TreeSet<String>();
        DOCUMENT.path("paths").properties().forEach(path -> path.getValue().propertyNames().stream()
                .filter(METHODS::contains)
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    private static List<String> values(String path) {
        return DOCUMENT.path("paths").path(path).at("/get/parameters/0/schema/enum").valueStream()
                .map(JsonNode::asString).toList();
    }

    private Set<String> routes() {
        var routes = new TreeSet<String>();
        Arrays.stream(Routes.Endpoint.values())
                .forEach(endpoint -> routes.add(endpoint.method() + " /api/v1/" + endpoint.pattern()));
        Arrays.stream(KeptResponses.Route.values())
                .forEach(route -> routes.add(route.method() + " /api/v1/" + route.pattern()));
        Arrays.stream(ServiceFront.Kind.values()).forEach(kind -> routes.add("POST /api/v2/openrouter/" + kind.path()));
        Arrays.stream(ServiceFront.Page.values())
                .forEach(page -> routes.add("GET /api/v2/openrouter/" + page.pattern()));
        Arrays.stream(Connector.Task.values())
                .forEach(task -> routes.add("POST /connectors/openrouter/tasks/" + task.id()));
        routes.add("GET /connectors/openrouter/{file}");
        Arrays.stream(Operations.Page.values()).forEach(page -> routes.add("GET /" + page.path()));
        Arrays.stream(ReferencePages.Page.values()).forEach(page -> routes.add("GET /" + page.pattern()));
        try (var owned = DataFolder.own(folder);
                var control = ControlPlane.open(owned,
                        TestDatabase.sqlite(owned.path()), Optional.empty(), InstantSource.system())) {
            control.api(() -> {
                throw new IllegalStateException("nobody asks for a model here");
            }).routes().forEach(route -> routes.add(route.method() + " /api/v1/" + route.pattern()));
        }
        return routes;
    }
}
