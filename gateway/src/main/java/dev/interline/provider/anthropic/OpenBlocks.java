package dev.interline.provider.anthropic;

import java.util.Arrays;
import java.util.OptionalInt;

/** What the content blocks of a stream are, by their index: the how manieth tool call, the how manieth reasoning. */
final class OpenBlocks {
    private static final int NONE = -1;
    private static final int MOST = 1 << 16;

    private int[] tools = {};
    private int[] reasonings = {};
    private boolean[] arguments = {};
    private int toolCount;
    private int reasoningCount;

    void start(FrameScan scan) {
        if (scan.index < 0 || scan.index >= MOST) {
            return;
        }
        grow(scan.index + 1);
        tools[scan.index] = scan.block.type.equals("tool_use") ? toolCount++ : NONE;
        boolean reasoning = scan.block.type.equals("thinking")
                || scan.block.type.equals("redacted_thinking");
        reasonings[scan.index] = reasoning ? reasoningCount++ : NONE;
        arguments[scan.index] = tools[scan.index] != NONE && scan.block.hasArguments;
    }

    void delta(FrameScan scan) {
        if (scan.delta.hasValue() && scan.index >= 0 && scan.index < arguments.length) {
            arguments[scan.index] = true;
        }
    }

    /** Position among the tool calls; empty for any other block. */
    OptionalInt tool(int index) {
        return index < 0 || index >= tools.length || tools[index] == NONE
                ? OptionalInt.empty()
                : OptionalInt.of(tools[index]);
    }

    /** Position among the reasoning items; 0 for any other block. */
    int reasoning(int index) {
        return index < 0 || index >= reasonings.length ? 0 : Math.max(0, reasonings[index]);
    }

    boolean hasArguments(int index) {
        return index >= 0 && index < arguments.length && arguments[index];
    }

    private void grow(int size) {
        int old = tools.length;
        if (size > old) {
            int room = Math.max(size, old * 2);
            tools = Arrays.copyOf(tools, room);
            Arrays.fill(tools, old, room, NONE);
            reasonings = Arrays.copyOf(reasonings, room);
            Arrays.fill(reasonings, old, room, NONE);
            arguments = Arrays.copyOf(arguments, room);
        }
    }
}
