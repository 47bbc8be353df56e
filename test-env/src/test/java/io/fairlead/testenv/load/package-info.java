/** Tests of the package of the same name. */
@NullMarked
package io.fairlead.testenv.load;

import org.jspecify.annotations.NullMarked;
