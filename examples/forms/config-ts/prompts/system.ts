export const system = "You assist the customers of a shop.";
