/** Tests of the package. */
@NullMarked
package io.fairlead.translation.security;

import org.jspecify.annotations.NullMarked;
