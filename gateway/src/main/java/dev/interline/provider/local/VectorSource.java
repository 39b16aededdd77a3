package dev.interline.provider.local;

import dev.interline.exchange.Rejected;
import dev.interline.exchange.Target;
import java.util.List;
import java.util.OptionalInt;

/** Where vectors come from. Thread-safe. */
interface VectorSource {
    /**
     * How many numbers the vectors will have.
     *
     * @param asked what the client wants
     * @throws Rejected when that cannot be
     */
    int dimensions(Target target, OptionalInt asked);

    /** The vectors of some inputs, in their order; blocks. */
    List<Embedder.Embedded> embed(Target target, int dimensions, List<Input> inputs);

    /** Whether pictures and the like can be inputs. */
    boolean takesAnything();
}
