/** Tests of the package. */
@NullMarked
package io.fairlead.translation.naming;

import org.jspecify.annotations.NullMarked;
