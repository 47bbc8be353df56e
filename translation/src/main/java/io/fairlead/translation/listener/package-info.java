/**
 * Listeners: what a proxy accepts, from its own applications and for them. A scope and the proxy's
 * own ports come in, inputs that build one listener each go out. The translator imports it.
 */
@NullMarked
package io.fairlead.translation.listener;

import org.jspecify.annotations.NullMarked;
