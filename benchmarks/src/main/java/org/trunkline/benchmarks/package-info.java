/** What the parts and the whole can bear: JMH for decisions and rates, a load driver for the switch API. */
package org.trunkline.benchmarks;
