package dev.fedmoe.local;

import dev.fedmoe.local.input.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into a message and an exit code. Only bugs show where they happened. */
final class CommandFailures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (failure instanceof BadInputException) {
            err.println(failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof IOException) {
            err.println("The run has failed: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        failure.printStackTrace(err);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
