package dev.interline.extension.minilm;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model in files: ONNX Runtime maps it, where the library's own way through the heap would take three times its 90 MB
 * there. Each text is looked at by the thread that asks and by no other.
 */
final class MappedModel extends AbstractInProcessEmbeddingModel {
    private static final String FILES = "all-minilm-l6-v2";

    private final OnnxBertBiEncoder encoder;

    private MappedModel(OnnxBertBiEncoder encoder) {
        super(Runnable::run);
        this.encoder = encoder;
    }

    static MappedModel load(Path folder) {
        try (var tokenizer = Files.newInputStream(folder.resolve(FILES + "-tokenizer.json"));
                var options = new OrtSession.SessionOptions()) {
            keepToYourself(folder);
            options.setIntraOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = environment.createSession(folder.resolve(FILES + ".onnx").toString(), options);
            return encoding(environment, session, tokenizer);
        } catch (IOException e) {
            throw new UncheckedIOException("The model's files are not in " + folder, e);
        } catch (OrtException e) {
            throw new IllegalStateException("The model in " + folder + " is not usable", e);
        }
    }

    private static MappedModel encoding(OrtEnvironment environment, OrtSession session, InputStream tokenizer)
            throws OrtException {
        Thread current = Thread.currentThread();
        ClassLoader usual = current.getContextClassLoader();
        try {
            // Where the tokenizer looks for its native library.
            current.setContextClassLoader(MappedModel.class.getClassLoader());
            return new MappedModel(new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN));
        } catch (RuntimeException | LinkageError e) {
            session.close();
            throw e;
        } finally {
            current.setContextClassLoader(usual);
        }
    }

    /**
     * The tokenizer's library would look for updates and for graphics cards, tell its makers that it is used, and unpack
     * itself into the user's home (DJL: telemetry, offline mode).
     */
    private static void keepToYourself(Path folder) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("RUST_FLAVOR", "cpu");
        if (System.getProperty("ENGINE_CACHE_DIR") == null) {
            System.setProperty("ENGINE_CACHE_DIR", cache(folder).toString());
        }
    }

    /** A folder that only those can write to who could also change the program; a fresh one if this process is not one. */
    private static Path cache(Path folder) {
        try {
            return Files.isWritable(folder) ? Files.createDirectories(folder.resolve("native"))
                    : Files.createTempDirectory("interline-native-");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for the tokenizer's library", e);
        }
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    @Override
    protected Integer knownDimension() {
        return 384;
    }
}
