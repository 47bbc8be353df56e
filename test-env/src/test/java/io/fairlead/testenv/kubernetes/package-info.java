/** Stories in which pods of a cluster and hosts outside of it are one mesh. */
@NullMarked
package io.fairlead.testenv.kubernetes;

import org.jspecify.annotations.NullMarked;
