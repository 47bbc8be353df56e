/**
 * What {@code packaging/build} cannot say in a few lines of shell: trimming jars, man pages and
 * completions. Reads built programs, writes files; imported by nobody.
 */
@NullMarked
package io.fairlead.packaging;

import org.jspecify.annotations.NullMarked;
