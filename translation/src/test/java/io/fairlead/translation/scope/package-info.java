/** Tests of the package. */
@NullMarked
package io.fairlead.translation.scope;

import org.jspecify.annotations.NullMarked;
