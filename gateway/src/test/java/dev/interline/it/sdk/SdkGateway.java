package dev.interline.it.sdk;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.TestGateway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A gateway over both kinds of upstream and the simulator, as all clients meet it. */
final class SdkGateway implements BeforeAllCallback, AfterAllCallback {
    private final FakeUpstream chat = FakeUpstream.playing(Scenarios.chat());
    private final FakeUpstream claude = FakeUpstream.playing(Scenarios.messages());
    private final TestGateway gateway;

    SdkGateway() {
        this("");
    }

    /** @param config more lines of its configuration */
    SdkGateway(String config) {
        gateway = TestGateway.with().openai("chat-upstream", chat, "acme/chat")
                .anthropic("claude-upstream", claude, "acme/claude").config(config).forClass();
    }

    TestGateway gateway() {
        return gateway;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        gateway.beforeAll(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        gateway.close();
        chat.close();
        claude.close();
    }
}
