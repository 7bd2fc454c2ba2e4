"""The role-based training index: what each job title does here, and where it is done."""
