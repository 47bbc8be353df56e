/**
 * Takes from the jars of a program what it cannot reach. Jars come in by a class path, smaller jars
 * go out; equal input gives equal bytes.
 */
@NullMarked
package io.fairlead.packaging.trim;

import org.jspecify.annotations.NullMarked;
