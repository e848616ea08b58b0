/** Paths that monitors ask for, of any program, with the same answers everywhere: they tell nothing of which one it is. */
export const HEALTH = /\/(?:health\w*|ready\w*|live\w*|ping|status|metrics|version|info)$/
