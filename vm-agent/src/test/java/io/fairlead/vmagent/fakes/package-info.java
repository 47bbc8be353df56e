/** Control planes and proxies that tests stand in for. Test scope only. */
@NullMarked
package io.fairlead.vmagent.fakes;

import org.jspecify.annotations.NullMarked;
