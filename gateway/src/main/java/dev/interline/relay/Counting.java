package dev.interline.relay;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Provider;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.routing.Candidate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks an upstream how many tokens a prompt has. Free, never recorded, tried once. */
final class Counting implements Upstream.Listener {
    private static final int ANSWER_LIMIT = 64 * 1024;

    private final Candidate candidate;
    private final Provider provider;
    private final Consumer<Counted> done;
    private final ByteSink body = new ByteSink(128);
    private @Nullable Upstream upstream;
    private Headers headers = Headers.NONE;
    private int status;
    private boolean over;

    Counting(Candidate candidate, Provider provider, Consumer<Counted> done) {
        this.candidate = candidate;
        this.provider = provider;
        this.done = done;
    }

    void start(Order order, Loop loop, Connections connections) {
        switch (provider.prepare(order.exchange(), candidate.target())) {
            case Prepared.Call call -> {
                order.downstream().onGone(this::cancel);
                upstream =
                        connections.send(candidate.target().vendor(), call, order.timeouts(candidate).connect(), this);
                loop.after(order.timeouts(candidate).responseHeaders(), this::timeOut);
            }
            case Prepared.Inexpressible(Problem problem) -> tell(new Counted.Failed(problem));
            case Prepared.Local _ -> fail(UpstreamFailure.of(Fault.NOT_EXPRESSIBLE, "The provider cannot count"));
        }
    }

    @Override
    public void head(int code, Headers fields) {
        status = code;
        headers = fields;
    }

    @Override
    public void data(byte[] bytes, int from, int to) {
        body.write(bytes, from, Math.min(to, from + ANSWER_LIMIT - body.size()));
    }

    @Override
    public void caughtUp() {}

    @Override
    public void end() {
        if (status >= 200 && status < 300) {
            tell(new Counted.Told(body.toBytes()));
        } else {
            fail(provider.classify(status, headers, body.toBytes()));
        }
    }

    @Override
    public void broken(UpstreamFailure failure) {
        fail(failure);
    }

    private void timeOut() {
        if (!over) {
            cancel();
            fail(UpstreamFailure.of(Fault.HEADERS_TIMEOUT, "The provider did not answer in time"));
        }
    }

    private void cancel() {
        if (upstream != null) {
            upstream.cancel();
        }
    }

    private void fail(UpstreamFailure failure) {
        tell(new Counted.Failed(failure.toProblem(candidate.provider())));
    }

    private void tell(Counted counted) {
        if (!over) {
            over = true;
            done.accept(counted);
        }
    }
}
