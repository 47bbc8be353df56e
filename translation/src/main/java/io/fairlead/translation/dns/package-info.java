/**
 * The names that a host answers by itself. A scope comes in, a name table goes out. The translator
 * imports it.
 */
@NullMarked
package io.fairlead.translation.dns;

import org.jspecify.annotations.NullMarked;
