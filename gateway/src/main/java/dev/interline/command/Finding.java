package dev.interline.command;

/**
 * What {@code doctor} found out about one thing.
 *
 * @param check what was looked at, in a word
 * @param detail what was found, and what to do when that is not good
 */
record Finding(String check, Verdict verdict, String detail) {
    enum Verdict { OK, WARN, FAIL }

    static Finding ok(String check, String detail) {
        return new Finding(check, Verdict.OK, detail);
    }

    static Finding warn(String check, String detail) {
        return new Finding(check, Verdict.WARN, detail);
    }

    static Finding fail(String check, String detail) {
        return new Finding(check, Verdict.FAIL, detail);
    }
}
