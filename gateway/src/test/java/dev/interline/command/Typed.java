package dev.interline.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What came of a command line. */
record Typed(int code, String out, String err) {
    static Typed interline(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = InterlineCommand.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments);
        return new Typed(code, out.toString(), err.toString());
    }
}
