package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Settled;
import java.time.InstantSource;
import java.util.List;

/** The response of one generation, in each state in which it is told. */
final class ResponseObject {
    private final Answer answer;
    private final Echo echo;
    private final InstantSource clock;
    private final Ids ids;

    ResponseObject(Answer answer, Echo echo, InstantSource clock) {
        this.answer = answer;
        this.echo = echo;
        this.clock = clock;
        this.ids = new Ids(answer.id());
    }

    /** The generation's id, by which its record is found. */
    String generation() {
        return answer.id();
    }

    Ids ids() {
        return ids;
    }

    String model() {
        return answer.model();
    }

    /** When the request began, in seconds since 1970. */
    long created() {
        return answer.created();
    }

    /** Now, in seconds since 1970. */
    long completed() {
        return Math.max(answer.created(), clock.instant().getEpochSecond());
    }

    /** What the response says again of its request. */
    JsonFields echo() {
        byte[] members = new ByteSink(echo.json().length + 2).write('{').write(echo.json(), 1, echo.json().length)
                .write('}').toBytes();
        return SplicedResponse.fields(members, 0, members.length);
    }

    /** Whether calls of this tool take a text instead of JSON. */
    boolean isCustomTool(String name) {
        return echo.customTools().contains(name);
    }

    /** Writes it while it is being made. */
    void begun(ByteSink out) {
        write("in_progress", "null", "null", out);
        out.text(",\"output\":[],\"usage\":null}");
    }

    /** Writes it when it has ended. */
    void ended(Ending how, List<OutputItem> items, Settled settled, ByteSink out) {
        var output = new ByteSink(256).write('[');
        for (int i = 0; i < items.size(); i++) {
            items.get(i).write(i == 0 ? output : output.write(','));
        }
        ended(how, output.write(']'), settled, out);
    }

    /** The same with an output that is a JSON array. */
    void ended(Ending how, ByteSink output, Settled settled, ByteSink out) {
        switch (how) {
            case Ending.Well() -> write(how.status(), "null", "null", out);
            case Ending.CutShort(String why) -> write(how.status(), "null", "{\"reason\":\"" + why + "\"}", out);
            case Ending.Failed(Problem problem) -> {
                var error = new ByteSink(128);
                ErrorBodies.field(problem, error);
                write(how.status(), error.toString(), "null", out);
                out.name(false, "error_type").string(problem.type().text());
            }
        }
        out.text(",\"output\":").write(output);
        UsageJson.write(settled, out.text(",\"usage\":"));
        RouterMetadata.append(settled.metadata(), out);
        out.write('}');
    }

    private void write(String status, String error, String incomplete, ByteSink out) {
        out.text("{\"id\":").string(ids.response()).text(",\"object\":\"response\",\"created_at\":")
                .number(answer.created()).text(",\"completed_at\":");
        if (status.equals("completed")) {
            out.number(completed());
        } else {
            out.text("null");
        }
        out.name(false, "status").string(status).name(false, "error").text(error);
        out.name(false, "incomplete_details").text(incomplete).name(false, "model").string(answer.model());
        out.write(echo.json());
    }
}
