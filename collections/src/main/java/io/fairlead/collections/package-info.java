/**
 * Maps and sets whose versions share what did not change, so that a change costs what changes and
 * two versions are compared by identity. Every module may import it; it imports the JDK only.
 */
@NullMarked
package io.fairlead.collections;

import org.jspecify.annotations.NullMarked;
