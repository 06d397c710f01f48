/** The main job from outside: a client that sets up a reseller's tree, replays calls as a switch and checks the money. */
package org.trunkline.demo;
