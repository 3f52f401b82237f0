/** A customer's rating (CSAT, 1 to 5) from which on we call them happy: the upper two. */
export const happyFrom = 4
