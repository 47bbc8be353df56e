/** Stories in which a stock istiod and our control plane configure hosts of one mesh. */
@NullMarked
package io.fairlead.testenv.istio;

import org.jspecify.annotations.NullMarked;
