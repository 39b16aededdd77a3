package dev.interline.door;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Problem;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * Reads bodies that nobody looks into before they are whole.
 *
 * @param errors the form of what is wrong with a body
 */
record WholeBodies(Vertx vertx, BodyBudget budget, SlowBodies slow, Dialect errors) {
    /** Hands a body over on the event loop; one that is refused is answered here. */
    void read(Visit visit, long most, Consumer<byte[]> then) {
        var reader = new BodyReader(vertx, visit.request(), budget, slow, most, new BodyReader.Listener() {
            @Override
            public void whole(ByteSink body) {
                then.accept(body.toBytes());
            }

            @Override
            public void refused(Problem problem) {
                visit.refuse(problem, errors);
            }
        });
        visit.onOver(reader::release);
        reader.start();
        visit.expectContinue();
    }
}
