package dev.interline.door;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.conversations.Conversation;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Caller;
import dev.interline.log.Trace;
import io.vertx.core.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code tools/invoke} and {@code tools/submit} of the service: a model is asked until it has an answer or calls a function
 * of the client's. Between two rounds the built-in functions run, on a thread of their own.
 */
final class ToolCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

    private final Context context;
    private final Services services;
    private final Generating generating;

    ToolCalls(Context context, Services services, Generating generating) {
        this.context = context;
        this.services = services;
        this.generating = generating;
    }

    /** Begins with a request, or goes on with the conversation that it names. */
    void start(Visit visit, Caller caller, Asking asking, byte[] body) {
        aside(visit, () -> conversation(owner(caller), body), conversation -> {
            // Kept when it was answered; in every other ending it is as it was.
            visit.onOver(() -> services.conversations().leave(conversation));
            new Round(visit, caller, asking, conversation, true).ask();
        });
    }

    private static String owner(Caller caller) {
        return caller.account() + " " + caller.keyHash();
    }

    private Conversation conversation(String owner, byte[] body) {
        ObjectNode request;
        try {
            request = Json.mapper().readTree(body) instanceof ObjectNode object ? object : null;
        } catch (JacksonException e) {
            throw new Rejected(Problem.invalid("The body is not valid JSON: " + e.getOriginalMessage()));
        }
        if (request == null) {
            throw new Rejected(Problem.invalid("The body must be a JSON object"));
        }
        if (!request.hasNonNull("conversation_id")) {
            return services.conversations().begin(owner, request, services.builtins());
        }
        Conversation conversation =
                services.conversations().resume(owner, request.path("conversation_id").asString(""));
        try {
            conversation.submit(request.path("tool_results"));
        } catch (Rejected e) {
            services.conversations().leave(conversation);
            throw e;
        }
        return conversation;
    }

    /** One question to the model, and what follows from its answer. */
    private final class Round {
        private final Visit visit;
        private final Caller caller;
        private final Asking asking;
        private final Conversation conversation;
        private final boolean first;
        private final Map<String, String> headers = new HashMap<>();

        Round(Visit visit, Caller caller, Asking asking, Conversation conversation, boolean first) {
            this.first = first;
            this.visit = visit;
            this.caller = caller;
            this.asking = asking;
            this.conversation = conversation;
        }

        void ask() {
            byte[] body = conversation.next();
            var sink = new ByteSink(body.length);
            sink.write(body, 0, body.length);
            generating.ask(visit, caller, asking.collecting(
                    client -> new Collected(new ClientSide(client), headers::putAll, this::answered), first), sink);
        }

        private void answered(byte[] answer) {
            aside(visit, () -> take(answer), reply -> {
                if (reply.length == 0) {
                    new Round(visit, caller, asking, conversation, false).ask();
                } else {
                    services.conversations().keep(conversation);
                    visit.answer(Reply.json(200, reply).with(headers));
                }
            });
        }

        /** What the client gets; nothing if the model is to be asked again. */
        private byte[] take(byte[] bytes) {
            if (!(Json.mapper().readTree(bytes) instanceof ObjectNode answer)) {
                throw new IllegalStateException("an answer that is no object");
            }
            return conversation.take(answer) ? new byte[0] : conversation.answer(answer);
        }
    }

    private <T> void aside(Visit visit, Supplier<T> work, Consumer<T> then) {
        Thread.ofVirtual().name("tools").start(() -> {
            try {
                T done = work.get();
                context.runOnContext(_ -> {
                    if (!visit.response().closed()) {
                        then.accept(done);
                    }
                });
            } catch (Rejected e) {
                context.runOnContext(_ -> visit.refuse(e.problem(), services.chat()));
            } catch (RuntimeException e) {
                LOG.error("Functions could not be called", Trace.of(e));
                context.runOnContext(_ -> visit.refuse(Problem.of(ErrorType.SERVER, "Internal Server Error"),
                        services.chat()));
            }
        });
    }
}
