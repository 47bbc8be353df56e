/** Tests of the package of the same name. */
@NullMarked
package io.fairlead.testenv.peers;

import org.jspecify.annotations.NullMarked;
