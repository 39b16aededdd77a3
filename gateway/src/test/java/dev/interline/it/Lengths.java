package dev.interline.it;

import dev.interline.provider.local.Embedder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A model of an extension, whose vectors tell how long a text is; each text has one token. */
public final class Lengths implements Embedder {
    /** Makes the extension's jar in this folder. */
    static void packInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        String name = Lengths.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("lengths.jar")));
                var code = Lengths.class.getResourceAsStream("/" + name)) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
            jar.putNextEntry(new JarEntry("META-INF/services/" + Embedder.class.getName()));
            jar.write(Lengths.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public String model() {
        return "acme/lengths";
    }

    @Override
    public String name() {
        return "Lengths";
    }

    @Override
    public int contextLength() {
        return 100;
    }

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public List<Embedded> embed(List<String> texts) {
        return texts.stream().map(text -> new Embedded(new float[]{text.length(), 1}, 1)).toList();
    }
}
