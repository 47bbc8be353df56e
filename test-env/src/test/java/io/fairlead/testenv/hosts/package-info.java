/** Tests of the package of the same name. */
@NullMarked
package io.fairlead.testenv.hosts;

import org.jspecify.annotations.NullMarked;
