/** Tests of the package of the same name. */
@NullMarked
package io.fairlead.testenv.packages;

import org.jspecify.annotations.NullMarked;
