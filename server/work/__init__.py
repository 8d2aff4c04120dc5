"""The work of other processes: each kind of job has its module here, loaded in the child alone.

A module offers `run(job) -> str`: it makes a file in the job's folder and gives its name. The
server never imports these modules: their libraries are heavy, and their input may be hostile.
"""
