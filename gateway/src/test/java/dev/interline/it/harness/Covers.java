package dev.interline.it.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which lines of the users' documents a test holds: {@code "003:63"}, or {@code "001:296-300"} for rows that follow each
 * other. A piece of code is named by the line where it is fenced. {@code DocumentsTest} demands that no line is left.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Covers {
    String[] value();
}
