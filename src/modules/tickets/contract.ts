/** What can be asked of tickets; the rules in `domain` stand before the first route. */
export const ticketsContract = {};
