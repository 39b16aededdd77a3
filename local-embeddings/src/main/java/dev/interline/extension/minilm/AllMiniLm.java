package dev.interline.extension.minilm;

import dev.interline.provider.local.Embedder;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model all-MiniLM-L6-v2 with ONNX Runtime: 384 dimensions. It is loaded when it is first asked, which takes about a
 * second; a short text takes some milliseconds.
 */
public final class AllMiniLm implements Embedder {
    private static final Logger LOG = LoggerFactory.getLogger(AllMiniLm.class);
    /** More characters than fill the model's context in any script: what is behind them says nothing to it. */
    private static final int READ = 8 * 1024;

    private final Path folder;
    private @Nullable EmbeddingModel loaded;

    /** The model that lies beside the jar of this class. */
    public AllMiniLm() {
        this(ownFolder());
    }

    /** The model in this folder. */
    AllMiniLm(Path folder) {
        this.folder = folder;
    }

    private static Path ownFolder() {
        try {
            Path jar = Path.of(AllMiniLm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The extension does not know where it lies", e);
        }
    }

    @Override
    public String model() {
        return "sentence-transformers/all-minilm-l6-v2";
    }

    @Override
    public String name() {
        return "Sentence Transformers: all-MiniLM-L6-v2";
    }

    @Override
    public int contextLength() {
        return 512;
    }

    @Override
    public int dimensions() {
        return 384;
    }

    @Override
    public List<Embedded> embed(List<String> texts) {
        EmbeddingModel ready = ready();
        return texts.stream().map(text -> embedded(ready, text)).toList();
    }

    private static Embedded embedded(EmbeddingModel model, String text) {
        var answer = model.embed(TextSegment.from(readable(text)));
        return new Embedded(answer.content().vector(), answer.tokenUsage().inputTokenCount());
    }

    /** The library refuses texts of nothing but white space, which clients may send. */
    private static String readable(String text) {
        String read = text.substring(0, Math.min(text.length(), READ));
        return read.isBlank() ? "." : read;
    }

    private synchronized EmbeddingModel ready() {
        EmbeddingModel ready = loaded;
        if (ready == null) {
            try {
                ready = MappedModel.load(folder);
            } catch (RuntimeException | LinkageError e) {
                LOG.error("The model in {} could not be loaded", folder, e);
                throw e;
            }
            loaded = ready;
        }
        return ready;
    }
}
