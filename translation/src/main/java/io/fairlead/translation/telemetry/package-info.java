/** What a proxy tells about its traffic. The listeners import it. */
@NullMarked
package io.fairlead.translation.telemetry;

import org.jspecify.annotations.NullMarked;
