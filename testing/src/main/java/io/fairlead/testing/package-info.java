/**
 * What tests of every module share: goldens, a clock that is set by hand, seeded cases and the
 * rules of the architecture. Imported in test scope only; imports none of our modules.
 */
@NullMarked
package io.fairlead.testing;

import org.jspecify.annotations.NullMarked;
