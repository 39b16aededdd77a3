/**
 * What can be said on the command line. Start reading at {@link dev.interline.command.InterlineCommand}, which lists
 * the subcommands; each is one class. Data goes to stdout, everything else to stderr. A command that cannot go on
 * throws {@link dev.interline.command.CommandFailure}, which {@link dev.interline.command.Complaints} turns into one
 * line and an exit code. Single-threaded.
 */
@NullMarked
package dev.interline.command;

import org.jspecify.annotations.NullMarked;
