/** Tests of the translation: goldens, counts, and the real Envoy's opinion. */
@NullMarked
package io.fairlead.translation;

import org.jspecify.annotations.NullMarked;
