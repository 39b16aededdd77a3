package dev.interline.command;

import dev.interline.admin.Request;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interline backup}: while the server runs, or not. */
@Command(name = "backup", description = "Copy database and master key into a new folder, while the server goes on.", //
        footer = {"", "Example:", "  interline backup /backups/interline-2027-01-31"})
final class BackupCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions options = new AdminOptions();

    @Parameters(paramLabel = "FOLDER", description = "Where to; it must not exist. It will hold every secret.")
    private Path folder = Path.of("");

    @Override
    public void run() {
        var answer = options.perform(new Request.Backup(folder.toAbsolutePath().normalize()));
        options.print(spec, answer, answer.path("data").path("folder").asString());
    }
}
