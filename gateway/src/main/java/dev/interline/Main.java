package dev.interline;

import dev.interline.command.InterlineCommand;

/** The process: hands the command line to {@link InterlineCommand} and exits with its code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(InterlineCommand.run(arguments));
    }
}
