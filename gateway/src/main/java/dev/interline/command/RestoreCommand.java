package dev.interline.command;

import dev.interline.admin.Backups;
import dev.interline.admin.Request;
import dev.interline.bytes.Json;
import dev.interline.exchange.Rejected;
import dev.interline.store.DataFolder;
import dev.interline.store.FolderInUse;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interline restore}: for a data folder that no server owns. */
@Command(name = "restore", description = "Make a backup the state of the data folder; the server must be stopped.", //
        footer = {"", "Example:", "  interline restore /backups/interline-2027-01-31", "",
                "What was in the folder is kept beside it. The ledger is verified afterwards."})
final class RestoreCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions options = new AdminOptions();

    @Parameters(paramLabel = "FOLDER", description = "The backup.")
    private Path backup = Path.of("");

    @Override
    public void run() {
        var data = options.config().data();
        Path before;
        try (var owned = DataFolder.own(data)) {
            before = Backups.restore(backup.toAbsolutePath(), owned, Instant.now());
        } catch (FolderInUse e) {
            throw CommandFailure.failed("a server is running", "in data folder " + data, "stop it first");
        } catch (Rejected e) {
            throw CommandFailure.failed(e.problem().message(), "in data folder " + data, "nothing was changed");
        }
        var verified = options.perform(new Request.VerifyLedger()).path("data");
        if (!verified.path("faults").isEmpty()) {
            throw CommandFailure.failed(
                    "the restored ledger is not sound: " + verified.path("faults").get(0).asString(),
                    "in data folder " + data, "see 'interline ledger verify'; what was there is in " + before);
        }
        var answer = Json.mapper().createObjectNode().put("data", data.toString()).put("before", before.toString())
                .put("entries", verified.path("entries").asLong());
        options.print(spec, answer, "restored, with " + verified.path("entries").asLong() + " ledger entries"
                + (before.equals(data.toAbsolutePath()) ? "" : "; what was there is in " + before));
    }
}
