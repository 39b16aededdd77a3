package dev.interline.command;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where every failed command ends: one line on stderr, an exit code, never a stack trace. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        var name = command.getCommandSpec().qualifiedName();
        var guess = suggestion(failure);
        return complain(command, CommandFailure.USAGE,
                oneLine(failure) + ", in '" + name + "', " + (guess.isEmpty() ? "see " + name + " --help" : guess));
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return switch (failure) {
            case CommandFailure expected -> complain(command, expected.exitCode(), expected.line());
            case Exception unexpected -> complain(command, CommandFailure.FAILED,
                    "unexpected " + unexpected.getClass().getSimpleName() + ": " + oneLine(unexpected) + ", in '"
                            + command.getCommandSpec().qualifiedName() + "', please report this");
        };
    }

    private static int complain(CommandLine command, int exitCode, String line) {
        var err = command.getErr();
        err.println("interline: " + line);
        err.flush();
        return exitCode;
    }

    private static String suggestion(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()
                ? "did you mean '" + unmatched.getSuggestions().getFirst() + "'?"
                : "";
    }

    private static String oneLine(Exception failure) {
        var message = String.valueOf(failure.getMessage());
        return message.strip().lines().findFirst().orElse("no message");
    }
}
