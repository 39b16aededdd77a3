package dev.interline.it.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which rows of {@code ../shared/faults.md} a test holds. {@code RowsTest} demands that no row is left. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Row {
    int[] value();
}
