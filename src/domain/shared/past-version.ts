/** The version of what is told as it was: nobody can write it. Others count from 1. */
export const pastVersion = 0;
