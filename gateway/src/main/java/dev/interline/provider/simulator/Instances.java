package dev.interline.provider.simulator;

final class Instances {
    static String of(String schema, String where, UserWords words, boolean object) throws BadSchema {
        return "{}";
    }
}
