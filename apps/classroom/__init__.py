"""A class: a teacher and students in one room, who see what is sent to all and answer what is asked."""
