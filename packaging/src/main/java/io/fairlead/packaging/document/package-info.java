/**
 * Manual pages and completions, made from a program's own model of its command line and from its
 * commented settings, so that they cannot go stale. Text goes out; nothing is run.
 */
@NullMarked
package io.fairlead.packaging.document;

import org.jspecify.annotations.NullMarked;
